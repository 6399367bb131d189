package dev.parley.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Another process of this same program, which is told what to do line by line on its standard input, and answers on its
 * output. It ends when its input does, so at the latest with this process.
 */
public final class ChildProcess implements AutoCloseable {
    /** Begins every line that is an answer; any other line is for people. */
    private static final String ANSWER = "@ ";

    private static final String PROGRAM = "dev.parley.bench.BenchMain";
    private static final int SECONDS_TO_END = 30;

    private final String name;
    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param name for people
     * @param arguments as after {@code ./parley}
     */
    public static ChildProcess start(String name, List<String> arguments, Map<String, String> environment) {
        var builder = new ProcessBuilder(command(arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("A further generator cannot be started.", e);
        }
    }

    /** Runs this program once more with other arguments, on the same terminal, and returns its exit status. */
    public static int run(List<String> arguments) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(arguments)).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
        command.addAll(arguments);
        return command;
    }

    public void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new CannotStartException("The generator " + name + " has ended.", e);
        }
    }

    /** Waits for the next answer. */
    public String hear() {
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The generator " + name + " cannot be heard.", e);
        }
        throw new CannotStartException("The generator " + name + " has ended.");
    }

    /** What the other side uses to be {@link #hear heard}. */
    public static void answer(PrintStream out, String line) {
        out.println(ANSWER + line);
        out.flush();
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException _) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
