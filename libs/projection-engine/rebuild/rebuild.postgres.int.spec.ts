import '../testing/on-postgres.js';
import './rebuild.int.spec.js';
