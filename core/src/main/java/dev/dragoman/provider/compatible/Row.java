package dev.dragoman.provider.compatible;

import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.completions.OpenAiPaths;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One place of the table. Filled by its reader only. */
final class Row {

    static final String CHAT_PATH = "/chat/completions";

    final List<String> names;
    final String title;
    final List<String> keys = new ArrayList<>(2);
    final List<String> bases = new ArrayList<>(1);
    final List<Setting> settings = new ArrayList<>(0);
    final Map<String, String> headers = new LinkedHashMap<>(0);
    final List<String> serves = new ArrayList<>(0);
    final Set<Operation> offers = EnumSet.noneOf(Operation.class);
    final Set<Operation> speaks = EnumSet.noneOf(Operation.class);
    final Map<Operation, String> paths = new EnumMap<>(Operation.class);
    final Map<Operation, String> homes = new EnumMap<>(Operation.class);
    final Map<Operation, Map<String, String>> pathsByModel = new EnumMap<>(Operation.class);
    final Map<Operation, List<String>> leaves = new EnumMap<>(Operation.class);
    final Map<Operation, ServiceForm> services = new EnumMap<>(Operation.class);
    final List<ModelForm> forms = new ArrayList<>(0);
    final List<Rule> rules = new ArrayList<>(2);

    @Nullable
    String base;

    String path = CHAT_PATH;
    String keyField = "authorization";
    String scheme = "Bearer";
    boolean keyless;
    boolean withoutInstructions;

    @Nullable
    String placeholderKey;

    @Nullable
    KeyForm keyForm;

    @Nullable
    ClientLogin login;

    Row(List<String> names, String title) {
        this.names = names;
        this.title = title;
    }

    String name() {
        return names.getFirst();
    }

    /** The path of an operation beside chat, or its whole address where that is at another host. */
    String path(Operation operation, String model) {
        String own = own(operation, model);
        return own == null ? OpenAiPaths.of(operation) : own;
    }

    /** The same, as far as the row says it; null where it is OpenAI's. */
    @Nullable
    String own(Operation operation, String model) {
        String ofModel = pathsByModel.getOrDefault(operation, Map.of()).get(model);
        return ofModel == null ? paths.get(operation) : ofModel;
    }

    boolean servesChat() {
        return serves.isEmpty();
    }

    /** Whether chat works with what is set in an environment and nothing else. */
    boolean isConfigured(Predicate<String> isSet) {
        boolean base = bases.stream().anyMatch(isSet);
        boolean key = keys.stream().anyMatch(isSet);
        return servesChat() && (key || keyless && base) && (base || this.base != null && settled(isSet));
    }

    private boolean settled(Predicate<String> isSet) {
        return settings.stream()
                .filter(setting -> setting.standard() == null)
                .filter(setting -> base != null && base.contains("{" + setting.key() + "}"))
                .allMatch(setting -> isSet.test(setting.variable()));
    }
}
