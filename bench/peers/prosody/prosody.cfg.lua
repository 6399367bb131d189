run_as_root = @as_root@
pidfile = "@folder@/prosody.pid"
data_path = "@folder@/data"
log = { warn = "*console" }

c2s_ports = {}
c2s_direct_tls_ports = {}
s2s_ports = {}
http_ports = { @port@ }
http_interfaces = { "127.0.0.1" }
https_ports = {}
network_settings = { tcp_backlog = 4096 }
consider_websocket_secure = true
c2s_require_encryption = false
allow_unencrypted_plain_auth = true

modules_enabled = { "saslauth", "disco", "websocket", "mam", "smacks" }
modules_disabled = { "s2s", "offline", "limits" }

authentication = "internal_plain"
default_storage = "memory"
storage = { accounts = "internal", archive = "sql", muc_log = "sql" }
sql = { driver = "MySQL", database = "prosody", host = "127.0.0.1", port = @sql_port@, username = "bench", password = "" }
sql_manage_tables = true
default_archive_policy = true
archive_expires_after = "never"
max_archive_query_results = 200

VirtualHost "localhost"

Component "conference.localhost" "muc"
modules_enabled = { "muc_mam" }
restrict_room_creation = false
muc_room_locking = false
muc_log_by_default = true
max_history_messages = 0
muc_room_default_presence_broadcast = { visitor = false, participant = false, moderator = false }
