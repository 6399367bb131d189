# prosody with WebSocket, MUC and mod_mam on a MariaDB of its own. Sourced by bench/peers/run.
# shellcheck source=../mariadb.sh
. "$here/mariadb.sh"

start_peer() {
  [ -f "$root/usr/bin/prosody" ] || die "prosody is not there: bench/peers/install prosody"
  start_mariadb prosody
  port=$(free_port)
  as_root=false
  [ "$(id -u)" != 0 ] || as_root=true
  mkdir -p "$folder/data"
  fill "$here/prosody/prosody.cfg.lua" >"$folder/prosody.cfg.lua"
  # The program knows its own places; here they are others.
  sed -e "s#^CFG_SOURCEDIR=.*#CFG_SOURCEDIR='$root/usr/lib/prosody';#" \
    -e "s#^CFG_PLUGINDIR=.*#CFG_PLUGINDIR='$root/usr/lib/prosody/modules/';#" \
    -e "s#^CFG_CONFIGDIR=.*#CFG_CONFIGDIR='$folder';#" \
    -e "s#^CFG_DATADIR=.*#CFG_DATADIR='$folder/data';#" "$root/usr/bin/prosody" >"$folder/prosody.lua"
  say "prosody: starting ..."
  export LUA_PATH="$root/usr/share/lua/5.4/?.lua;$root/usr/share/lua/5.4/?/init.lua;;"
  export LUA_CPATH="$root/usr/lib/x86_64-linux-gnu/lua/5.4/?.so;;"
  launch prosody.log "$root/usr/bin/lua5.4" "$folder/prosody.lua" -F --config "$folder/prosody.cfg.lua"
  await_port "$port" "$launched"
  echo "url=ws://127.0.0.1:$port/xmpp-websocket"
}

register_users() {
  local user accounts=$folder/data/localhost/accounts
  mkdir -p "$accounts"
  while read -r user; do
    user=${user//-/%2d}
    echo 'return { ["password"] = "secret" };' >"$accounts/${user//_/%5f}.dat"
  done
}
