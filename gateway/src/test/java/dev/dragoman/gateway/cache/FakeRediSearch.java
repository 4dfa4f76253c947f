package dev.dragoman.gateway.cache;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Redis with its search module, for what is used of it. Any other word or order of words is refused, as by the real one.
 *
 * @see <a href="https://redis.io/docs/latest/commands/ft.search/">Redis: FT.SEARCH</a>
 */
final class FakeRediSearch implements AutoCloseable {

    private static final String KNN = ")=>[KNN 1 @vector $vector AS distance]";

    private final ServerSocket server;
    private final Map<String, Map<String, byte[]>> hashes = new ConcurrentHashMap<>();
    private volatile @Nullable Index index;

    private record Index(String name, int dimensions) {}

    FakeRediSearch() {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int hashes() {
        return hashes.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (List<byte[]> command = command(in); command != null; command = command(in)) {
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                try {
                    answer(command, answer);
                } catch (IllegalArgumentException refused) {
                    answer.reset();
                    line(answer, "-" + refused.getMessage());
                }
                out.write(answer.toByteArray());
                out.flush();
            }
        } catch (IOException gone) {
            // The client has left.
        }
    }

    private static @Nullable List<byte[]> command(InputStream in) throws IOException {
        String head = line(in);
        if (head == null) {
            return null;
        }
        List<byte[]> words = new ArrayList<>();
        for (int i = Integer.parseInt(head.substring(1)); i > 0; i--) {
            int length = Integer.parseInt(String.valueOf(line(in)).substring(1));
            words.add(in.readNBytes(length));
            in.readNBytes(2);
        }
        return words;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void answer(List<byte[]> command, ByteArrayOutputStream out) {
        List<String> words = command.stream()
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
        switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "PING" -> line(out, "+PONG");
            case "CLIENT" -> line(out, "+OK");
            case "FT.CREATE" -> create(words, out);
            case "FT.SEARCH" -> search(command, words, out);
            case "HSET" -> set(command, words, out);
            case "PEXPIRE" -> line(out, ":1");
            case "FLUSHALL" -> {
                hashes.clear();
                index = null;
                line(out, "+OK");
            }
            default -> throw new IllegalArgumentException("ERR unknown command '" + words.getFirst() + "'");
        }
    }

    private void create(List<String> words, ByteArrayOutputStream out) {
        require(index == null, "Index already exists");
        String name = words.get(1);
        List<String> expected = List.of(
                "ON",
                "HASH",
                "PREFIX",
                "1",
                name + ":",
                "SCHEMA",
                "scope",
                "TAG",
                "vector",
                "VECTOR",
                "HNSW",
                "6",
                "TYPE",
                "FLOAT32",
                "DIM",
                words.get(17),
                "DISTANCE_METRIC",
                "COSINE");
        require(words.subList(2, words.size()).equals(expected), "Unknown argument in " + words);
        index = new Index(name, Integer.parseInt(words.get(17)));
        line(out, "+OK");
    }

    private void set(List<byte[]> command, List<String> words, ByteArrayOutputStream out) {
        require(words.size() % 2 == 0, "ERR wrong number of arguments for 'hset' command");
        Map<String, byte[]> fields = new ConcurrentHashMap<>();
        for (int i = 2; i < words.size(); i += 2) {
            fields.put(words.get(i), command.get(i + 1));
        }
        hashes.put(words.get(1), fields);
        line(out, ":" + fields.size());
    }

    private void search(List<byte[]> command, List<String> words, ByteArrayOutputStream out) {
        Index known = index;
        if (known == null || !known.name.equals(words.get(1))) {
            throw new IllegalArgumentException(words.get(1) + ": no such index");
        }
        String query = words.get(2);
        require(query.startsWith("(@scope:{") && query.endsWith("}" + KNN), "Syntax error at offset 1");
        require(
                words.subList(3, 6).equals(List.of("PARAMS", "2", "vector"))
                        && words.subList(7, words.size())
                                .equals(List.of(
                                        "SORTBY",
                                        "distance",
                                        "RETURN",
                                        "2",
                                        "distance",
                                        "response",
                                        "LIMIT",
                                        "0",
                                        "1",
                                        "DIALECT",
                                        "2")),
                "Unknown argument in " + words.subList(7, words.size()));
        String scope = query.substring("(@scope:{".length(), query.length() - KNN.length() - 1);
        float[] asked = vector(command.get(6));
        require(asked.length == known.dimensions, "Error parsing vector similarity query: query vector blob size");
        String nearest = null;
        double best = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Map<String, byte[]>> hash : hashes.entrySet()) {
            Map<String, byte[]> fields = hash.getValue();
            byte[] own = fields.getOrDefault("scope", new byte[0]);
            if (hash.getKey().startsWith(known.name + ":") && new String(own, StandardCharsets.UTF_8).equals(scope)) {
                double score = Vectors.dot(
                        Vectors.unit(asked), Vectors.unit(vector(fields.getOrDefault("vector", new byte[0]))));
                if (score > best) {
                    best = score;
                    nearest = hash.getKey();
                }
            }
        }
        found(nearest, best, out);
    }

    private void found(@Nullable String key, double similarity, ByteArrayOutputStream out) {
        Map<String, byte[]> fields = key == null ? null : hashes.get(key);
        if (fields == null) {
            line(out, "*1");
            line(out, ":0");
            return;
        }
        line(out, "*3");
        line(out, ":1");
        bulk(out, FakeMeanings.utf8(String.valueOf(key)));
        line(out, "*4");
        bulk(out, FakeMeanings.utf8("distance"));
        bulk(out, FakeMeanings.utf8(Double.toString(1 - similarity)));
        bulk(out, FakeMeanings.utf8("response"));
        bulk(out, fields.getOrDefault("response", new byte[0]));
    }

    private static float[] vector(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    private static void require(boolean so, String message) {
        if (!so) {
            throw new IllegalArgumentException(message);
        }
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes(FakeMeanings.utf8(text + "\r\n"));
    }

    private static void bulk(ByteArrayOutputStream out, byte[] bytes) {
        line(out, "$" + bytes.length);
        out.writeBytes(bytes);
        line(out, "");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException ignored) {
            // It is gone either way.
        }
    }
}
