import '../testing/on-postgres.js';
import './trouble.int.spec.js';
