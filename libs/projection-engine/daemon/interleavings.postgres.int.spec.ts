import '../testing/on-postgres.js';
import './interleavings.int.spec.js';
