import '../testing/on-postgres.js';
import './rebuild-fence.int.spec.js';
