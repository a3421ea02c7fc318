import { eventStoreContract } from '#event-sourcing/testing/event-store-contract.js';
import { embeddedSubject } from '../support/embedded-subject.js';

eventStoreContract('the embedded store', embeddedSubject);
