import '#testing/projection-engine/on-postgres.js';
import './historical-query-worker.int.spec.js';
