package dev.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "replay --help",
                "bench --help",
                "bench direct --help",
                "bench group --help",
                "bench all --help",
                "bench knee --help",
                "bench rest-writes --help",
                "bench idle --help",
                "bench sink --help",
                "bench scale --help",
                "bench inbox --help",
                "bench receipts --help",
                "bench flood --help",
                "bench start --help",
                "bench gate --help",
                "bench report --help",
                "bench compare --help"
            })
    void explainsItself(String arguments) {
        assertEquals(0, run(arguments.split(" ")));
        assertTrue(out.toString().contains("Usage: parley"), out::toString);
    }

    @Test
    void saysInOneLineThatThereIsNoFile() {
        assertEquals(2, run("replay", folder.resolve("nothing.gz").toString(), "--data", folder.toString()));
        assertEquals(
                "parley: There is no file " + folder.resolve("nothing.gz") + ".",
                err.toString().strip());
    }

    @Test
    void saysInOneLineWhatCannotBe() throws Exception {
        var chat = Files.createFile(folder.resolve("chat.jsonl")).toString();

        assertEquals(2, run("replay", chat, "--url", "http://127.0.0.1:1", "--api-key", "k", "--days", "0"));
        assertEquals("parley: --days must be at least 1.", err.toString().strip());
    }

    @Test
    void saysInOneLineThatThereIsNoRunToResume() throws Exception {
        var chat = Files.createFile(folder.resolve("chat.jsonl")).toString();

        assertEquals(
                2,
                run(
                        "replay",
                        chat,
                        "--url",
                        "http://127.0.0.1:1",
                        "--api-key",
                        "k",
                        "--resume",
                        "--journals",
                        folder.toString()));
        assertTrue(err.toString().startsWith("parley: There is no run to resume in "), err::toString);
    }

    private int run(String... arguments) {
        return BenchMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
