#!/bin/sh
# Makes a certificate authority and a certificate for each node, once: later starts keep existing ones. With `renew` the nodes get
# new ones of the same authority. Each directory is a separate volume, so that a node sees only its own key.
set -eu
cd /certificates
if [ ! -f authority/ca/ca.key ]; then
  rm -rf authority/ca
  es-gencert-cli create-ca -days 3650 -out authority/ca
fi
cp authority/ca/ca.crt trusted/ca.crt
chmod 644 trusted/ca.crt
for node in node1 node2 node3; do
  if [ -f "$node/node.key" ] && [ "${1:-}" != renew ]; then continue; fi
  rm -rf "$node/new"
  es-gencert-cli create-node -ca-certificate authority/ca/ca.crt -ca-key authority/ca/ca.key -out "$node/new" \
    -days 366 -ip-addresses 127.0.0.1 -dns-names "localhost,$node"
  # The node's image runs as this user. Files are moved into place when complete, the key last.
  chown 1000:1000 "$node/new/node.crt" "$node/new/node.key"
  mv "$node/new/node.crt" "$node/new/node.key" "$node"
  rm -r "$node/new"
done
