package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.store.Rows;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Datasets as those see them who train on one. */
@Component
public class TrainingData {

    private final Rows<DatasetRow> rows;
    private final JdbcClient jdbc;

    TrainingData(Rows<DatasetRow> rows, JdbcClient jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /**
     * What is known of one.
     *
     * @param isReady whether it can be used yet
     * @param rows how many rows it has
     * @param tokens how many tokens they are estimated to be
     * @param failure why a job on it fails, in the service's words; empty if it does not
     */
    public record Facts(boolean isReady, long rows, long tokens, String failure) {}

    /**
     * Looks a dataset up. No account sees another's.
     *
     * @param account whose dataset it is to be
     * @param reference a full name or a bare id
     */
    public Optional<Facts> find(String account, String reference) {
        var name =
                ResourceName.parse(reference).orElseGet(() -> new ResourceName(account, Dataset.COLLECTION, reference));
        return Optional.of(name)
                .filter(found ->
                        found.account().equals(account) && found.collection().equals(Dataset.COLLECTION))
                .flatMap(found -> rows.find(account, found.id()))
                .map(row -> new Facts(
                        row.state() == Dataset.State.READY, row.rowCount(), row.estimatedTokenCount(), failure(row)));
    }

    private String failure(DatasetRow row) {
        if (row.state() != Dataset.State.READY) {
            return "";
        }
        return jdbc.sql("select reason from dataset_problem where dataset_uid = ? and seq = 0")
                .param(row.id())
                .query(String.class)
                .optional()
                .map(reason -> "Dataset has a syntax error: " + reason)
                .orElse(
                        row.rowCount() > 0 && row.trainableCount() == 0
                                ? "No valid training examples after tokenization"
                                : "");
    }
}
