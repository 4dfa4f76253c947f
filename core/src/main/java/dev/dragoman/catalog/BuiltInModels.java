package dev.dragoman.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The models that come with the library: one table for each provider whose keys begin with its name, and one for all other
 * keys. A table is read when one of its keys is first asked for, so that nobody pays for providers that are not used.
 */
final class BuiltInModels implements Models {

    private static final String FOLDER = "models/";
    private static final String OWN = "own";

    private final Set<String> prefixes;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    BuiltInModels() {
        this.prefixes = new TreeSet<>();
        prefixes.addAll(
                new String(read("index.txt"), StandardCharsets.UTF_8).lines().toList());
    }

    @Override
    public @Nullable CatalogModel get(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? OWN : key.substring(0, slash);
        return table(prefixes.contains(prefix) ? prefix : OWN).get(key);
    }

    @Override
    public List<CatalogModel> all() {
        List<CatalogModel> models = new ArrayList<>(table(OWN).all());
        prefixes.forEach(prefix -> models.addAll(table(prefix).all()));
        return models;
    }

    /** The names of all tables. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(prefixes);
        names.add(OWN);
        return names;
    }

    /** The names of the tables that were read. */
    Set<String> loaded() {
        return Set.copyOf(tables.keySet());
    }

    Table table(String name) {
        Table known = tables.get(name);
        return known != null ? known : tables.computeIfAbsent(name, missing -> new Table(read(missing.concat(".tsv"))));
    }

    private static byte[] read(String file) {
        try (InputStream in = BuiltInModels.class.getResourceAsStream(FOLDER.concat(file))) {
            if (in == null) {
                throw new IllegalStateException("resource " + FOLDER + file + " is missing (expected: beside Catalog)");
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("resource " + FOLDER + file + " cannot be read", broken);
        }
    }
}
