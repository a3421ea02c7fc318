import '../testing/on-postgres.js';
import './views-database.int.spec.js';
