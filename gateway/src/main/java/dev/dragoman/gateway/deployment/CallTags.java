package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.TagRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The tags of calls that count. Thread-safe. */
final class CallTags {

    private static final System.Logger LOG = System.getLogger(CallTags.class.getName());
    private static final String HEADER = "x-litellm-tags";

    private final AtomicBoolean warned = new AtomicBoolean();

    /** Those in the body and in the header field, if their caller may set any. */
    List<String> of(Call call, TagRules rules) {
        String header = call.headers().first(HEADER);
        List<String> tags = call.options().tags();
        if (header == null && tags.isEmpty()) {
            return List.of();
        }
        if (!rules.ofClients() && !call.caller().admin()) {
            warn();
            return List.of();
        }
        return header == null ? tags : joined(tags, header);
    }

    private static List<String> joined(List<String> tags, String header) {
        List<String> all = new ArrayList<>(tags);
        for (String tag : header.split(",", -1)) {
            if (!tag.isBlank() && !all.contains(tag.strip())) {
                all.add(tag.strip());
            }
        }
        return all;
    }

    private void warn() {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "tags of a client do not count, unless router_settings.allow_client_tags is true; this is said once");
        }
    }
}
