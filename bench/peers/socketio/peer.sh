# A relay on socket.io, WebSocket only. Sourced by bench/peers/run.

start_peer() {
  port=$(free_port)
  [ -d "$home/socketio/node_modules/socket.io" ] || die "socket.io is not there: bench/peers/install socketio"
  launch socketio.log env NODE_PATH="$home/socketio/node_modules" node "$here/socketio/relay.js" "$port"
  await_port "$port" "$launched"
  echo "url=ws://127.0.0.1:$port/socket.io/?EIO=4&transport=websocket"
}
