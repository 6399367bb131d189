package dev.parley.standalone.command;

import dev.parley.edge.identity.TokenKeys;
import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code parley token-keys}: creates the file that every edge needs as {@code PARLEY_TOKEN_KEY_FILE}. */
@Command(
        name = "token-keys",
        description = "Writes a new signing key for user tokens to a file, for PARLEY_TOKEN_KEY_FILE.",
        mixinStandardHelpOptions = true)
public final class TokenKeysCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to create; must not exist. Readable by its owner only.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        try {
            TokenKeys.generate(file);
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new StartException("The file " + file + " already exists and was not changed.", e);
        } catch (IOException e) {
            throw new StartException("The keys cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
