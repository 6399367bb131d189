# nginx that answers 202 and does nothing: what HTTP alone costs. Sourced by bench/peers/run.

start_peer() {
  port=$(free_port)
  [ -x "$root/usr/sbin/nginx" ] || die "nginx is not there: bench/peers/install nginx"
  fill "$here/nginx/nginx.conf" >"$folder/nginx.conf"
  launch nginx.log "$root/usr/sbin/nginx" -e stderr -p "$folder" -c "$folder/nginx.conf"
  await_port "$port" "$launched"
  echo "url=http://127.0.0.1:$port"
}
