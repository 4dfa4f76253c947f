package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The one document of a YAML text, which must be a map. */
final class YamlDocument {

    private static final String EXPECTED = "a map with keys such as model_list";

    private final String source;
    private final String text;
    private final Problems problems;

    private YamlDocument(String source, String text, Problems problems) {
        this.source = source;
        this.text = text;
        this.problems = problems;
    }

    /** The map; null when there is none, which is told as a problem. */
    static @Nullable Mapping read(String source, String text, Problems problems) {
        return new YamlDocument(source, text, problems).read();
    }

    private @Nullable Mapping read() {
        try {
            return document(events());
        } catch (YamlMistake mistake) {
            mistake.report(problems);
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            boolean star = line > 0 && line(line).contains(": *");
            problems.error(
                    at(line),
                    "",
                    syntax(line, broken.getProblem()),
                    star ? "quotes around a value that begins with *" : "valid YAML");
        } catch (ReaderException broken) {
            int line = lineOf(broken.getPosition());
            String character = "U+%04X".formatted(broken.getCodePoint());
            problems.error(at(line), "", "the character " + character, "printable characters");
        } catch (YamlEngineException broken) {
            problems.error(at(0), "", "unreadable YAML", "valid YAML");
        }
        return null;
    }

    private Iterator<Event> events() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        return new Parse(settings).parseString(text).iterator();
    }

    private @Nullable Mapping document(Iterator<Event> events) {
        Event first = skip(events, List.of(Event.ID.StreamStart, Event.ID.DocumentStart));
        if (first.getEventId() == Event.ID.StreamEnd) {
            problems.error(at(1), "", "an empty file", EXPECTED);
            return null;
        }
        ConfigNode node = YamlReader.read(source, first, events, problems);
        Event after = skip(events, List.of(Event.ID.DocumentEnd));
        if (after.getEventId() != Event.ID.StreamEnd) {
            int line = after.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.error(at(line), "", "a second document", "one document in a file");
        }
        return map(node);
    }

    private @Nullable Mapping map(ConfigNode node) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        problems.error(node.location(), "", node.kind(), EXPECTED);
        return null;
    }

    private static Event skip(Iterator<Event> events, List<Event.ID> ids) {
        Event event = events.next();
        while (ids.contains(event.getEventId())) {
            event = events.next();
        }
        return event;
    }

    // The parser's own message would quote the line, and with it perhaps a key.
    private String syntax(int line, String problem) {
        if (line > 0 && indentation(line).indexOf('\t') >= 0) {
            return "a tab in the indentation";
        }
        return problem.replace("\n", "");
    }

    private String indentation(int line) {
        String content = line(line);
        return content.substring(0, content.length() - content.stripLeading().length());
    }

    private String line(int line) {
        return text.lines().skip(line - 1L).findFirst().orElse("");
    }

    private int lineOf(int position) {
        int end = Math.min(Math.max(position, 0), text.length());
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
    }

    private Location at(int line) {
        return new Location(source, line);
    }
}
