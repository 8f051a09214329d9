import Foundation
import Matrix

extension VectorSnapshot {
    /// Rows from which clusters are worth their making: below, scanning all codes takes as long as ranking clusters.
    static let clusteredRows = 262_144

    /// Rows outside of clusters from which a tier of their own is worth its making: every search scans them.
    static let tierRows = 32_768

    /// Rows of sealed segments that are in no cluster.
    var looseRows: Int { centres.rows[clusters...].reduce(0) { $0 + Int($1) } }

    /// Whether so many rows came outside of clusters that searches feel it.
    fileprivate var needsTier: Bool { rows >= Self.clusteredRows && looseRows >= Self.tierRows }

    /// Whether searches would be the faster for some work on the clusters.
    var needsClustering: Bool { needsTier || (rows >= Self.clusteredRows && layout.tiersToMerge != nil) }
}

extension VectorIndex {
    /// Takes clusters of a snapshot of this index, unless the rows that they hold were laid out anew meanwhile.
    mutating func adopt(_ clusters: VectorClusters) {
        let isThere =
            clusters.tiers.isEmpty
            ? clusters.layout == snapshot.layout && clusters.segments.upperBound <= snapshot.sealed
            : snapshot.layout.has(tiers: clusters.tiers, of: clusters.layout)
        guard isThere else { return }
        state.snapshot.replace(
            clusters.segments, tiers: clusters.tiers, by: clusters.clusters, centres: clusters.centres)
        state.unsavedChanges += clusters.clusters.reduce(0) { $0 + $1.rows }
        // Rows lie elsewhere: to find out which are admitted takes some ten milliseconds a million, which no search is to wait for.
        snapshot.admissions.renew(for: snapshot)
    }
}

extension DerivedIndexes<VectorOrigin> {
    /// Whether some index has so many rows outside of clusters that searches feel it.
    var needsClustering: Bool { snapshots.values.contains(where: \.needsClustering) }

    /// Divides what came to the indexes that need it into clusters, beside the searches and the changes that go on. Blocks, for seconds
    /// where many rows are to be divided.
    func cluster() throws {
        for (place, snapshot) in snapshots where snapshot.needsClustering {
            try VectorClusters.bringUpToDate({ self.snapshot(place) }) { clusters in
                rearrange(place) { $0.adopt(clusters) }
            }
        }
    }
}

extension VectorClusters {
    /// Makes a tier of the rows that are in none, and merges tiers that are no larger than those behind them. `adopt` is handed what is
    /// made of the snapshot that `current` gives. While large tiers are merged, which takes half a minute for two million rows, rows that
    /// come go on to be made tiers.
    static func bringUpToDate(_ current: () -> VectorSnapshot?, adopt: (VectorClusters) -> Void) throws {
        if let snapshot = current(), snapshot.looseRows > 0 { try makeTier(of: snapshot, adopt) }
        while let snapshot = current(),
            let merged = try VectorClusters(
                mergingTiersOf: snapshot,
                meanwhile: {
                    if let snapshot = current(), snapshot.needsTier { try makeTier(of: snapshot, adopt) }
                })
        {
            adopt(merged)
            outlive(snapshot)
        }
    }

    private static func makeTier(of snapshot: VectorSnapshot, _ adopt: (VectorClusters) -> Void) throws {
        adopt(try VectorClusters(snapshot))
        outlive(snapshot)
    }

    /// How long the rows in their earlier place are kept: far longer than a search takes. Whoever holds a snapshot last frees what only it
    /// has, and to free a tier takes up to a tenth of a second: that is not to be a search.
    private static let rest: TimeInterval = 0.05

    private static func outlive(_ snapshot: VectorSnapshot) {
        withExtendedLifetime(snapshot) { Thread.sleep(forTimeInterval: rest) }
    }
}
