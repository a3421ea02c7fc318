import '../testing/on-postgres.js';
import './crash.int.spec.js';
