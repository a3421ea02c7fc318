import '#testing/projection-engine/on-postgres.js';
import './projections.int.spec.js';
