import '../runner/testing/on-postgres.js';
import './past.int.spec.js';
