import { Field, ID, InterfaceType } from '@nestjs/graphql';
import { nodeKeyOf } from './node-id.js';

@InterfaceType('Node', {
  description: 'Something with a global id, by which the query node finds it again.',
  resolveType: ({ nodeId }: { readonly nodeId: string }) => nodeKeyOf(nodeId)?.type,
})
export abstract class NodeType {
  @Field(() => ID, { description: 'The global id. Opaque: store it and send it back, do not take it apart.' })
  readonly nodeId!: string;
}
