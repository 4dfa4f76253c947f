package dev.dragoman.gateway.config;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a YAML file into nodes that know their line. */
final class YamlReader {

    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_NODES = 1_000_000;

    private final String file;
    private int nodes;

    private YamlReader(String file) {
        this.file = file;
    }

    /** The file's root, which must be a map; an empty file is an empty map. */
    static ConfigNode.Mapping read(Path path) {
        return new YamlReader(path.toString()).root(text(path));
    }

    private static String text(Path path) {
        Location whole = new Location(path.toString(), 0);
        if (!Files.exists(path)) {
            throw new ConfigException(whole, "no such file");
        }
        if (Files.isDirectory(path)) {
            throw new ConfigException(whole, "is a directory (expected: a YAML file)");
        }
        try {
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length > MAX_BYTES) {
                throw new ConfigException(whole, bytes.length + " bytes (expected: at most " + MAX_BYTES + ")");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new ConfigException(whole, "not UTF-8");
        } catch (IOException unreadable) {
            throw new ConfigException(whole, "cannot be read: " + unreadable.getMessage());
        }
    }

    private ConfigNode.Mapping root(String text) {
        Location whole = new Location(file, 1);
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setAllowDuplicateKeys(true)
                    .setMaxAliasesForCollections(50)
                    .setLabel(file)
                    .build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                return new ConfigNode.Mapping(Map.of(), whole);
            }
            return switch (node(root.get())) {
                case ConfigNode.Mapping mapping -> mapping;
                case ConfigNode.Nothing nothing -> new ConfigNode.Mapping(Map.of(), whole);
                case ConfigNode other -> throw new ConfigException(other.location(), "expected a map of settings");
            };
        } catch (MarkedYamlEngineException wrong) {
            int line = wrong.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new ConfigException(new Location(file, line), "not valid YAML: " + wrong.getProblem());
        } catch (YamlEngineException wrong) {
            throw new ConfigException(whole, "not valid YAML: " + wrong.getMessage());
        }
    }

    private ConfigNode node(Node node) {
        Location location = location(node);
        if (++nodes > MAX_NODES) {
            throw new ConfigException(location, "more than " + MAX_NODES + " values; aliases multiply them");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, location);
            case SequenceNode sequence -> sequence(sequence, location);
            case ScalarNode scalar -> scalar(scalar, location);
            default -> throw new ConfigException(location, "unexpected " + node.getNodeType());
        };
    }

    private ConfigNode mapping(MappingNode mapping, Location location) {
        Map<String, ConfigNode> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigException(location(tuple.getKeyNode()), "expected a plain name as key");
            }
            if (members.put(key.getValue(), node(tuple.getValueNode())) != null) {
                throw new ConfigException(location(key), "duplicate key " + key.getValue());
            }
        }
        return new ConfigNode.Mapping(members, location);
    }

    private ConfigNode sequence(SequenceNode sequence, Location location) {
        List<ConfigNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(node(item));
        }
        return new ConfigNode.Sequence(items, location);
    }

    private static ConfigNode scalar(ScalarNode scalar, Location location) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return new ConfigNode.Nothing(location);
        }
        if (tag.equals(Tag.BOOL)) {
            return new ConfigNode.Scalar(Boolean.valueOf(text), location);
        }
        // LiteLLM reads YAML 1.1, where these are truth values too.
        if (scalar.isPlain() && (text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("no"))) {
            return new ConfigNode.Scalar(text.equalsIgnoreCase("yes"), location);
        }
        if (tag.equals(Tag.INT)) {
            return new ConfigNode.Scalar(integer(text), location);
        }
        return new ConfigNode.Scalar(tag.equals(Tag.FLOAT) ? number(text) : text, location);
    }

    private static Object integer(String text) {
        try {
            BigInteger value = text.startsWith("0x")
                    ? new BigInteger(text.substring(2), 16)
                    : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
            return value.bitLength() < 64 ? (Object) value.longValue() : value;
        } catch (NumberFormatException odd) {
            return text;
        }
    }

    private static Object number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException odd) {
            return text;
        }
    }

    private Location location(Node node) {
        return new Location(file, node.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }
}
