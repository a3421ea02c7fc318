import './runner/testing/on-postgres.js';
import './projections.int.spec.js';
