import '#testing/projection-engine/on-postgres.js';
import './programs-by-name.int.spec.js';
