import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.List;

/**
 * HeidelTime over many documents in one Java machine.
 *
 * <p>Reads FOLDER/index.txt, a line "name date" for each document, and FOLDER/name.txt; writes
 * FOLDER/name.tml. FOLDER/config.props is HeidelTime's own configuration.
 */
public class HeidelTimeBatch {
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    HeidelTimeStandalone tagger =
        new HeidelTimeStandalone(
            Language.getLanguageFromString("auto-bengali"),
            DocumentType.NEWS,
            OutputType.TIMEML,
            folder.resolve("config.props").toString(),
            POSTagger.NO);
    SimpleDateFormat dates = new SimpleDateFormat("yyyy-MM-dd");
    List<String> lines = Files.readAllLines(folder.resolve("index.txt"));
    for (String line : lines) {
      String[] parts = line.split(" ");
      String text = Files.readString(folder.resolve(parts[0] + ".txt"));
      String tagged = tagger.process(text, dates.parse(parts[1]));
      Files.writeString(folder.resolve(parts[0] + ".tml"), tagged);
    }
  }
}
