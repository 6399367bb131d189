// Relays what clients say to the room of a user or a group, and acknowledges it once it is sent on.
const { createServer } = require("http");
const { Server } = require("socket.io");

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });

io.on("connection", (socket) => {
  const { user, group } = socket.handshake.auth;
  socket.join("u/" + user);
  if (group) {
    socket.join("g/" + group);
  }
  socket.on("say", (room, payload, acknowledge) => {
    io.to(room).emit("heard", payload);
    acknowledge();
  });
});

http.listen(Number(process.argv[2]), "127.0.0.1", 4096);
process.on("SIGTERM", () => process.exit(0));
