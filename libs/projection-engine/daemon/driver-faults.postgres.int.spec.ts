import '../testing/on-postgres.js';
import './driver-faults.int.spec.js';
