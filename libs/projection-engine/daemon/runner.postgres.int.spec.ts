import '../testing/on-postgres.js';
import './runner.int.spec.js';
