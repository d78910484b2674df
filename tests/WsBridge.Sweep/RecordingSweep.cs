using System.Collections.Concurrent;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Sweep;

/// <summary>What was said of a changed recording and not of the whole one.</summary>
public sealed record Offence(string Recording, Mutation Mutation, Finding Finding);

/// <summary>Analyses a recording with each change in turn, and keeps what accuses a party that the whole recording clears.</summary>
/// <param name="Recording">What it is called.</param>
/// <param name="Changes">How many changes were tried.</param>
/// <param name="Accusing">Findings that accuse somebody whom the whole recording clears.</param>
/// <param name="Alarming">Other warnings and errors at attempts where the whole recording has none.</param>
public sealed record RecordingSweep(string Recording, int Changes, IReadOnlyList<Offence> Accusing, IReadOnlyList<Offence> Alarming)
{
    /// <summary>Tries them on all processors.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="mutations">The changes.</param>
    /// <param name="keys">The keys that are known; null for none.</param>
    public static RecordingSweep Of(Recording recording, IReadOnlyList<Mutation> mutations, KeyTable? keys = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(mutations);
        MutatedAnalysis whole = MutatedAnalysis.Of(recording.Packets, Mutation.None, keys);
        IReadOnlyList<Accusation> known = Accusation.In(whole);
        IReadOnlyList<Accusation> knownAlarms = Accusation.Alarms(whole);
        var accusing = new ConcurrentBag<Offence>();
        var alarming = new ConcurrentBag<Offence>();
        Parallel.ForEach(Partitioner.Create(0, mutations.Count, 16), range =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
            {
                MutatedAnalysis changed = MutatedAnalysis.Of(recording.Packets, mutations[i], keys);
                foreach (Accusation accusation in Accusation.In(changed).Where(accusation => !known.Any(accusation.IsCoveredBy)))
                {
                    accusing.Add(new Offence(recording.Name, mutations[i], accusation.Finding));
                }

                foreach (Accusation alarm in Accusation.Alarms(changed).Where(alarm => !knownAlarms.Any(alarm.IsAtSameAttempt)))
                {
                    alarming.Add(new Offence(recording.Name, mutations[i], alarm.Finding));
                }
            }
        });
        return new RecordingSweep(recording.Name, mutations.Count, [.. InOrder(accusing)], [.. InOrder(alarming)]);
    }

    private static IEnumerable<Offence> InOrder(IEnumerable<Offence> offences) => offences
        .OrderBy(offence => offence.Mutation.First).ThenBy(offence => offence.Mutation.Second).ThenBy(offence => offence.Mutation.Kind)
        .ThenBy(offence => offence.Finding.Frame.Ref.Id).ThenBy(offence => offence.Finding.Rule.Id, StringComparer.Ordinal);
}
