using System.Globalization;
using WsBridge.Testing;

namespace WsBridge.Sweep;

/// <summary>How a recording is changed.</summary>
public enum MutationKind
{
    /// <summary>It is left as it is.</summary>
    None,

    /// <summary>The frame was not captured.</summary>
    Removed,

    /// <summary>Each of two frames has the place and the time of the other.</summary>
    Swapped,

    /// <summary>Two frames have changed places and kept their times, as where one came late into the file.</summary>
    OutOfOrder,
}

/// <summary>One change of a recording.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="First">Place of the frame, from 0.</param>
/// <param name="Second">Place of the later frame; that of the first where there is one alone.</param>
public readonly record struct Mutation(MutationKind Kind, int First, int Second)
{
    /// <summary>Frames that are further apart keep their order.</summary>
    public const long MostApartNanoseconds = 5_000_000;

    /// <summary>The recording as it is.</summary>
    public static Mutation None { get; } = new(MutationKind.None, -1, -1);

    /// <summary>Every single removal, and every swap of two frames of less than <see cref="MostApartNanoseconds"/> apart.</summary>
    /// <param name="packets">The recording.</param>
    /// <param name="neighboursOnly">Only frames that follow each other are swapped.</param>
    public static IEnumerable<Mutation> Of(IReadOnlyList<CapturedPacket> packets, bool neighboursOnly)
    {
        ArgumentNullException.ThrowIfNull(packets);
        for (int i = 0; i < packets.Count; i++)
        {
            yield return new Mutation(MutationKind.Removed, i, i);
            for (int j = i + 1; j < packets.Count
                && Math.Abs(packets[j].TimeNanoseconds - packets[i].TimeNanoseconds) < MostApartNanoseconds; j++)
            {
                yield return new Mutation(MutationKind.Swapped, i, j);
                yield return new Mutation(MutationKind.OutOfOrder, i, j);
                if (neighboursOnly)
                {
                    break;
                }
            }
        }
    }

    /// <summary>The place of the frame that stands at this place now; -1 where there is none.</summary>
    public int At(int place) => Kind switch
    {
        MutationKind.Removed => place == First ? -1 : place,
        MutationKind.Swapped or MutationKind.OutOfOrder => place == First ? Second : place == Second ? First : place,
        _ => place,
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        MutationKind.Removed => string.Create(CultureInfo.InvariantCulture, $"without frame {First + 1}"),
        MutationKind.Swapped => string.Create(CultureInfo.InvariantCulture, $"frames {First + 1} and {Second + 1} swapped"),
        MutationKind.OutOfOrder => string.Create(CultureInfo.InvariantCulture, $"frames {First + 1} and {Second + 1} out of order"),
        _ => "as it is",
    };
}
