import { eventStoreContract } from '#testing/event-sourcing/event-store-contract.js';
import { embeddedSubject } from '../support/embedded-subject.js';

eventStoreContract('the embedded store', embeddedSubject);
