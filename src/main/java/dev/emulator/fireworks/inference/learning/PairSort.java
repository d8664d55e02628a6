package dev.emulator.fireworks.inference.learning;

/** Sorts two arrays together, without further memory: by the keys, and equal keys by the values. */
final class PairSort {

    private static final int SHORT = 16;

    private final long[] keys;
    private final int[] values;

    PairSort(long[] keys, int[] values) {
        this.keys = keys;
        this.values = values;
    }

    void sort(int size) {
        sort(0, size - 1);
    }

    /** Quicksort. It recurses into the smaller part, so that the stack stays small. */
    private void sort(int first, int last) {
        var low = first;
        var high = last;
        while (high - low >= SHORT) {
            var middle = partition(low, high);
            if (middle - low < high - middle) {
                sort(low, middle);
                low = middle + 1;
            } else {
                sort(middle + 1, high);
                high = middle;
            }
        }
        insert(low, high);
    }

    private int partition(int low, int high) {
        var pivot = low + high >>> 1;
        var key = keys[pivot];
        var value = values[pivot];
        var left = low - 1;
        var right = high + 1;
        while (true) {
            do {
                left++;
            } while (compare(left, key, value) < 0);
            do {
                right--;
            } while (compare(right, key, value) > 0);
            if (left >= right) {
                return right;
            }
            swap(left, right);
        }
    }

    private void insert(int low, int high) {
        for (int i = low + 1; i <= high; i++) {
            for (int j = i; j > low && compare(j - 1, keys[j], values[j]) > 0; j--) {
                swap(j, j - 1);
            }
        }
    }

    private int compare(int index, long key, int value) {
        return keys[index] == key ? Integer.compare(values[index], value) : Long.compare(keys[index], key);
    }

    private void swap(int a, int b) {
        var key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
        var value = values[a];
        values[a] = values[b];
        values[b] = value;
    }
}
