# ejabberd with WebSocket, MUC and mod_mam on a MariaDB of its own. Sourced by bench/peers/run.

sql_user=ejabberd
sql() {
  "$root/usr/bin/mariadb" --no-defaults --protocol=socket --socket="$folder/mariadb.sock" --user="$sql_user" "$@"
}

start_mariadb() {
  local flush=2 pid tries
  [ "$durable" = no ] || flush=1
  "$root/usr/sbin/mariadbd" --no-defaults --version >/dev/null || die "MariaDB is not there: bench/peers/install ejabberd"
  say "ejabberd: making the database ..."
  mkdir -p "$folder/mariadb"
  {
    printf '%s\n' "CREATE DATABASE mysql;" "USE mysql;" "SET @auth_root_socket=NULL;"
    cat "$root"/usr/share/mysql/mysql_{system_tables,performance_tables,system_tables_data}.sql
    echo "CREATE DATABASE ejabberd;"
  } | "$root/usr/sbin/mariadbd" --no-defaults --bootstrap --user="$(id -un)" --basedir="$root/usr" \
    --datadir="$folder/mariadb" --log-warnings=0 >"$folder/mariadb-bootstrap.log" 2>&1 ||
    die "MariaDB cannot be set up; see $folder/mariadb-bootstrap.log."
  # Whoever reaches the socket in this folder may do anything: it holds nothing but made-up chat.
  launch mariadb.log "$root/usr/sbin/mariadbd" --no-defaults --user="$(id -un)" --basedir="$root/usr" \
    --datadir="$folder/mariadb" --socket="$folder/mariadb.sock" --pid-file="$folder/mariadb.pid" --skip-grant-tables \
    --bind-address=127.0.0.1 --port="$sql_port" --innodb-flush-log-at-trx-commit="$flush" \
    --innodb-buffer-pool-size=512M --innodb-log-file-size=512M --max-connections=200 --plugin-dir="$root/usr/lib/mysql/plugin"
  pid=$launched
  await_port "$sql_port" "$pid"
  sql ejabberd <"$root/usr/share/ejabberd/sql/mysql.sql"
}

start_peer() {
  sql_port=$(free_port)
  port=$(free_port)
  start_mariadb
  fill "$here/ejabberd/ejabberd.yml" >"$folder/ejabberd.yml"
  : >"$folder/inetrc"
  mkdir -p "$folder/mnesia"
  say "ejabberd: starting ..."
  export ROOTDIR=$root/usr/lib/erlang EMU=beam PROGNAME=erl
  export BINDIR=$(echo "$ROOTDIR"/erts-*/bin)
  export ERL_LIBS=$root/usr/lib/x86_64-linux-gnu ERL_INETRC=$folder/inetrc ERL_CRASH_DUMP=$folder/erl_crash.dump
  export EJABBERD_CONFIG_PATH=$folder/ejabberd.yml EJABBERD_LOG_PATH=$folder/ejabberd.log HOME=$folder
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
