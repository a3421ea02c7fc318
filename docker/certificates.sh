#!/bin/sh
# Makes a certificate authority and a certificate for each node, once: later starts keep what is there.
set -eu
cd /certificates
if [ -f done ]; then exit 0; fi
rm -rf ca node1 node2 node3
es-gencert-cli create-ca -out ./ca
for node in 1 2 3; do
  es-gencert-cli create-node -ca-certificate ./ca/ca.crt -ca-key ./ca/ca.key -out "./node$node" \
    -ip-addresses "127.0.0.1,172.30.240.1$node" -dns-names "localhost,node$node"
done
# The nodes and the programs run as other users; the authority's own key is for this script alone.
chmod 755 ca node1 node2 node3
chmod 644 ca/ca.crt node1/* node2/* node3/*
chmod 600 ca/ca.key
# The directory that a node trusts must hold certificates and nothing else.
mkdir -p trusted
cp ca/ca.crt trusted/ca.crt
touch done
