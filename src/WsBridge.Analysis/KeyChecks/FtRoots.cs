using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The latest PMK-R0 of each STA in each mobility domain; bounded, because both are chosen by whoever transmits.</summary>
internal sealed class FtRoots : IDisposable
{
    private readonly RecentTable<(MacAddress Sta, Mdid Domain), FtRoot> _latest = new(8192, static root => root.Dispose());

    /// <summary>A MIC of an initial association has proven a PMK-R0.</summary>
    public void Remember(in PtkInputs inputs, KnownKey key, PmkR0 r0)
    {
        if (_latest.TryGet((inputs.Sta, inputs.Mdid), out FtRoot? before))
        {
            if (before.R0.Name.SequenceEqual(r0.Name))
            {
                return;
            }

            before.Dispose();
        }

        var root = new FtRoot(key, inputs.R0khId.ToArray());
        root.R0.CopyFrom(r0);
        _latest.Set((inputs.Sta, inputs.Mdid), root);
    }

    /// <summary>The PMK-R0 of a STA in a mobility domain; false when none is known.</summary>
    public bool TryGet(MacAddress sta, Mdid domain, out FtRoot root) => _latest.TryGet((sta, domain), out root!);

    public void Dispose()
    {
        foreach (FtRoot root in _latest.Values)
        {
            root.Dispose();
        }
    }
}
