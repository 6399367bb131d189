# mosquitto; Debian builds it without WebSocket, so clients speak MQTT over TCP. Sourced by bench/peers/run.

start_peer() {
  port=$(free_port)
  user=$(id -un)
  [ -x "$root/usr/sbin/mosquitto" ] || die "mosquitto is not there: bench/peers/install mosquitto"
  fill "$here/mosquitto/mosquitto.conf" >"$folder/mosquitto.conf"
  launch mosquitto.log "$root/usr/sbin/mosquitto" -c "$folder/mosquitto.conf"
  await_port "$port" "$launched"
  echo "url=tcp://127.0.0.1:$port"
}
