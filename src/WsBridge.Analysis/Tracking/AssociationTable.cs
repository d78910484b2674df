using System.Diagnostics.CodeAnalysis;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>The associations of a capture; of very many those that were heard of last.</summary>
/// <param name="evicted">Is told of each that makes room for another one.</param>
internal sealed class AssociationTable(Action<Association> evicted) : IDisposable
{
    private readonly RecentTable<(MacAddress Bssid, MacAddress Sta), Association> _associations = new(12288, evicted);

    /// <summary>How many were evicted.</summary>
    public long Evicted => _associations.Evicted;

    /// <summary>The association of these two, if they have one.</summary>
    public bool TryGet(MacAddress bssid, MacAddress sta, [NotNullWhen(true)] out Association? association) =>
        _associations.TryGet((bssid, sta), out association);

    /// <summary>The association of these two.</summary>
    public Association Of(Bss bss, MacAddress sta)
    {
        (MacAddress, MacAddress) key = (bss.Bssid, sta);
        if (!_associations.TryGet(key, out Association? association))
        {
            association = new Association(bss, sta);
            _associations.Add(key, association);
            bss.Add(association);
        }

        return association;
    }

    /// <summary>Zeroes what was derived from keys.</summary>
    public void Dispose()
    {
        foreach (Association association in _associations.Values)
        {
            association.Keys?.Dispose();
        }
    }
}
