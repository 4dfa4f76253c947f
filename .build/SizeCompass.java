import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Tells how long files and methods are, beside what they should be; a compass, not a gate.
 *
 * <p>Run as {@code java SizeCompass.java MODULE...}.
 */
final class SizeCompass {

    private static final int LONGEST = 3;

    record Size(String name, int lines) {}

    private final List<Size> files = new ArrayList<>();
    private final List<Size> methods = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        for (String module : args) {
            List<Path> sources = sources(Path.of(module, "src/main/java"));
            if (!sources.isEmpty()) {
                SizeCompass compass = new SizeCompass();
                compass.measure(sources);
                compass.print(module);
            }
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    private void measure(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, _ -> {}, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                measure(unit, positions);
            }
        }
    }

    private void measure(CompilationUnitTree unit, SourcePositions positions) {
        String name = Path.of(unit.getSourceFile().getName()).getFileName().toString().replace(".java", "");
        LineMap lines = unit.getLineMap();
        files.add(new Size(name, (int) lines.getLineNumber(positions.getEndPosition(unit, unit))));
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long start = positions.getStartPosition(unit, method);
                if (method.getBody() != null && start >= 0) {
                    long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
                    long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
                    methods.add(new Size(name + "." + method.getName(), (int) Math.max(1, last - first - 1)));
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(unit, null);
    }

    private void print(String module) {
        System.out.printf(
                Locale.ROOT,
                "  %-8s files %d: median %d (80), p90 %d (200); methods %d: median %d (5), p90 %d (15), p99 %d (45)%n",
                module,
                files.size(),
                at(files, 50),
                at(files, 90),
                methods.size(),
                at(methods, 50),
                at(methods, 90),
                at(methods, 99));
        System.out.println("           longest: " + longest(files) + "; " + longest(methods));
    }

    private static int at(List<Size> sizes, int percent) {
        List<Size> sorted = sizes.stream().sorted(Comparator.comparingInt(Size::lines)).toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)).lines();
    }

    private static String longest(List<Size> sizes) {
        return sizes.stream()
                .sorted(Comparator.comparingInt(Size::lines).reversed())
                .limit(LONGEST)
                .map(size -> size.name() + " " + size.lines())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
