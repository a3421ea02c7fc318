import '../runner/testing/on-postgres.js';
import './programs-by-name.int.spec.js';
