import { eventStoreContract } from '#testing/event-sourcing/event-store-contract.js';
import { eventStoreDbSubject } from '../support/stand-in-subject.js';

// npm run test:contract: the same contract against the node or cluster at EVENTSTORE_URL. Every clause uses streams with a prefix of its
// own and touches nothing else on the server.

const url = process.env['EVENTSTORE_URL'];
if (!url) throw new Error('EVENTSTORE_URL is not set: give it the node to hold to the contract, e.g. esdb://localhost:2113?tls=false');

eventStoreContract('The node of EVENTSTORE_URL', () => eventStoreDbSubject(url));
