package dev.emulator.fireworks.dataset;

import java.util.List;
import org.springframework.data.repository.Repository;

/** All files of datasets that are kept. */
interface DatasetFiles extends Repository<DatasetFileRow, Long> {

    DatasetFileRow save(DatasetFileRow file);

    void delete(DatasetFileRow file);

    List<DatasetFileRow> findByDatasetUidAndInUseOrderByFilename(long datasetUid, boolean inUse);
}
