package dev.parley.ingress.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;

/** The files of the page as they were packed beside the classes, by name such as {@code client/index.js}. */
record PageFiles(Map<String, byte[]> byName) {
    private static final String FOLDER = "console/";
    private static final String INDEX = "index.html";

    static PageFiles read() {
        var index = PageFiles.class.getResource("/" + FOLDER + INDEX);
        if (index == null) {
            throw new IllegalStateException("The chat page is not on the class path; build the module ingress again.");
        }
        try {
            return new PageFiles(
                    index.getProtocol().equals("jar")
                            ? inJar(index)
                            : inFolder(Path.of(URI.create(index.toString())).resolveSibling("")));
        } catch (IOException e) {
            throw new UncheckedIOException("The chat page cannot be read from " + index + ".", e);
        }
    }

    private static Map<String, byte[]> inJar(URL index) throws IOException {
        var connection = (JarURLConnection) index.openConnection();
        connection.setUseCaches(false);
        var files = new HashMap<String, byte[]>();
        try (var jar = connection.getJarFile()) {
            for (var entry : namesIn(jar.stream().map(ZipEntry::getName).toList())) {
                try (var stream = jar.getInputStream(jar.getEntry(entry))) {
                    files.put(entry.substring(FOLDER.length()), stream.readAllBytes());
                }
            }
        }
        return Map.copyOf(files);
    }

    private static List<String> namesIn(List<String> entries) {
        return entries.stream()
                .filter(entry -> entry.startsWith(FOLDER) && !entry.endsWith("/"))
                .toList();
    }

    private static Map<String, byte[]> inFolder(Path folder) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return Map.copyOf(files);
    }
}
