import type { ServerUnaryCall, ServiceError } from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { Call, type Endpoint, type NodeContext } from '../wire/node-context.js';

type Answer<Response> = (error: ServiceError | null, response?: Response) => void;

const methods: Readonly<Record<string, readonly string[]>> = {
  read: ['position', 'events'],
  append: [],
  delete: [],
  tombstone: [],
  batchappend: ['deadline_duration'],
};

/** ServerFeatures: the client chooses between Append and BatchAppend by these features. */
export const supportedMethods =
  (node: NodeContext) =>
  (wire: ServerUnaryCall<shared.Empty, features.SupportedMethods>, answer: Answer<features.SupportedMethods>): void => {
    void new Call(node, 'features', wire, answer).isOver().then((over) => {
      if (over) return;
      const supported = new features.SupportedMethods();
      supported.setEventStoreServerVersion('24.10.0');
      for (const [name, ofMethod] of Object.entries(methods)) {
        const method = new features.SupportedMethod();
        method.setServiceName('event_store.client.streams.streams');
        method.setMethodName(name);
        method.setFeaturesList([...ofMethod]);
        supported.addMethods(method);
      }
      answer(null, supported);
    });
  };

/** A member of the cluster as the gossip describes it. */
export interface Member extends Endpoint {
  readonly leader: boolean;
  readonly alive: boolean;
}

/** Gossip: the members of the cluster, and which of them is the leader. */
export const gossipRead =
  (node: NodeContext, members: () => readonly Member[]) =>
  (wire: ServerUnaryCall<shared.Empty, gossip.ClusterInfo>, answer: Answer<gossip.ClusterInfo>): void => {
    void new Call(node, 'gossip', wire, answer).isOver().then((over) => {
      if (over) return;
      const info = new gossip.ClusterInfo();
      for (const member of members()) info.addMembers(memberInfo(member));
      answer(null, info);
    });
  };

function memberInfo({ address, port, leader, alive }: Member): gossip.MemberInfo {
  const endpoint = new gossip.EndPoint();
  endpoint.setAddress(address);
  endpoint.setPort(port);
  const id = new shared.UUID();
  id.setString(`00000000-0000-4000-8000-${String(port).padStart(12, '0')}`);
  const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState;
  const info = new gossip.MemberInfo();
  info.setInstanceId(id);
  info.setTimeStamp(String(Date.now() * 10_000));
  info.setState(leader ? LEADER : FOLLOWER);
  info.setIsAlive(alive);
  info.setHttpEndPoint(endpoint);
  return info;
}
