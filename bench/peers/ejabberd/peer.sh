# ejabberd with WebSocket, MUC and mod_mam on a MariaDB of its own. Sourced by bench/peers/run.
# shellcheck source=../mariadb.sh
. "$here/mariadb.sh"

start_peer() {
  start_mariadb ejabberd
  sql ejabberd <"$root/usr/share/ejabberd/sql/mysql.sql"
  port=$(free_port)
  fill "$here/ejabberd/ejabberd.yml" >"$folder/ejabberd.yml"
  : >"$folder/inetrc"
  mkdir -p "$folder/mnesia"
  say "ejabberd: starting ..."
  export ROOTDIR=$root/usr/lib/erlang EMU=beam PROGNAME=erl HOME=$folder
  export BINDIR=$(echo "$ROOTDIR"/erts-*/bin)
  export ERL_LIBS=$root/usr/lib/x86_64-linux-gnu ERL_INETRC=$folder/inetrc ERL_CRASH_DUMP=$folder/erl_crash.dump
  export EJABBERD_CONFIG_PATH=$folder/ejabberd.yml EJABBERD_LOG_PATH=$folder/ejabberd.log
  # As Debian's ejabberdctl starts it, but without distribution, so that no epmd is left behind.
  launch ejabberd.out "$BINDIR/erlexec" -noinput -noshell +K true +P 250000 +Q 65536 \
    -mnesia dir "\"$folder/mnesia\"" -s ejabberd
  await_port "$port" "$launched"
  echo "url=ws://127.0.0.1:$port/ws"
}

register_users() {
  awk 'NR % 500 == 1 { if (NR > 1) print ";"; printf "INSERT IGNORE INTO users (username, password) VALUES " }
    NR % 500 != 1 { printf "," }
    { gsub(/[^A-Za-z0-9._-]/, ""); printf "(\x27%s\x27,\x27secret\x27)", $0 }
    END { if (NR > 0) print ";" }' | sql ejabberd
}
