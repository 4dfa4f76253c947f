package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds located values from the events of one YAML document; bounded in depth and in what aliases unfold to. */
final class YamlReader {

    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 250_000;
    private static final String MERGE = "<<";
    private static final String UNSPECIFIC_TAG = "!";
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";
    private static final Set<String> TAGS = Set.of(
            UNSPECIFIC_TAG,
            TEXT_TAG,
            "tag:yaml.org,2002:int",
            "tag:yaml.org,2002:float",
            "tag:yaml.org,2002:bool",
            "tag:yaml.org,2002:null");

    private final String source;
    private final Iterator<Event> events;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;
    private int depth;

    private YamlReader(String source, Iterator<Event> events, Problems problems) {
        this.source = source;
        this.events = events;
        this.problems = problems;
    }

    private record Anchored(ConfigNode node, int size) {}

    /**
     * The value that begins with the event.
     *
     * @throws YamlMistake when the rest cannot be read
     */
    static ConfigNode read(String source, Event first, Iterator<Event> rest, Problems problems) {
        return new YamlReader(source, rest, problems).node(first);
    }

    private ConfigNode node(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        int before = nodes;
        count(1, event);
        ConfigNode node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> nested(start, () -> sequence(start));
            case MappingStartEvent start -> nested(start, () -> mapping(start));
            default -> throw mistake(event, "nothing", "a value");
        };
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, nodes - before)));
        return node;
    }

    private ConfigNode nested(Event start, Supplier<ConfigNode> read) {
        if (++depth > DEEPEST) {
            throw mistake(start, "values nested too deep", "at most " + DEEPEST + " levels");
        }
        ConfigNode node = read.get();
        depth--;
        return node;
    }

    private ConfigNode aliased(AliasEvent alias) {
        String name = alias.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw mistake(
                    alias,
                    "the alias *" + name + " stands for nothing",
                    "an anchor &" + name + " before it, or quotes around a value that begins with *");
        }
        count(anchored.size(), alias);
        return anchored.node();
    }

    private void count(int more, Event event) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw mistake(
                    event, "more values than a configuration has", "at most " + MOST_NODES + ", aliases unfolded");
        }
    }

    private Scalar scalar(ScalarEvent event) {
        String text = event.getValue();
        String tag = event.getTag().orElse(event.isPlain() ? "" : TEXT_TAG);
        if (!tag.isEmpty() && !TAGS.contains(tag)) {
            problems.error(location(event), "", "the tag " + tag, "a value without a tag");
        }
        boolean isText = tag.equals(TEXT_TAG) || tag.equals(UNSPECIFIC_TAG);
        return new Scalar(isText ? text : YamlScalars.meaning(text), text, location(event), null);
    }

    private Sequence sequence(SequenceStartEvent start) {
        List<ConfigNode> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(node(next));
        }
        return new Sequence(items, location(start));
    }

    private Mapping mapping(MappingStartEvent start) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        List<ConfigNode> merged = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Location at = location(next);
            String key = key(next);
            ConfigNode value = node(events.next());
            if (key == null) {
                problems.error(at, "", "a list or map as a key", "a name");
            } else if (key.equals(MERGE)) {
                merged.add(value);
            } else {
                put(entries, key, new Entry(at, value));
            }
        }
        merged.forEach(value -> merge(entries, value));
        return new Mapping(entries, location(start));
    }

    private @Nullable String key(Event event) {
        return node(event) instanceof Scalar scalar ? scalar.text() : null;
    }

    private void put(Map<String, Entry> entries, String key, Entry entry) {
        Entry first = entries.putIfAbsent(key, entry);
        if (first != null) {
            problems.error(
                    entry.location(), key, "the key a second time", "it once; the first is at " + first.location());
        }
    }

    private void merge(Map<String, Entry> entries, ConfigNode value) {
        switch (value) {
            case Mapping mapping -> mapping.entries().forEach(entries::putIfAbsent);
            case Sequence sequence -> sequence.items().forEach(item -> merge(entries, item));
            case Scalar scalar ->
                problems.error(scalar.location(), MERGE, Secrecy.shown(MERGE, scalar), "a map or a list of maps");
        }
    }

    private Location location(Event event) {
        return new Location(
                source, event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
    }

    private YamlMistake mistake(Event event, String found, String expected) {
        return new YamlMistake(location(event), found, expected);
    }
}
