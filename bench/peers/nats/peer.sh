# nats-server over WebSocket. Sourced by bench/peers/run.

start_peer() {
  port=$(free_port)
  [ -x "$home/bin/nats-server" ] || die "nats-server is not there: bench/peers/install nats"
  fill "$here/nats/nats.conf" >"$folder/nats.conf"
  launch nats.log "$home/bin/nats-server" -c "$folder/nats.conf"
  await_port "$port" "$launched"
  echo "url=ws://127.0.0.1:$port/"
}
