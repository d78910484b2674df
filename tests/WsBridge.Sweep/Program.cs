using System.CommandLine;
using System.Diagnostics;
using WsBridge.Sweep;
using WsBridge.Testing;

var inputs = new Argument<string[]>("CAPTURE")
{
    Description = "Captures or folders of them; the recordings of the repository by default",
    Arity = ArgumentArity.ZeroOrMore,
};
var everyPair = new Option<bool>("--every-pair") { Description = "Swap every two frames of less than 5 ms apart, not only neighbours" };
var oneIn = new Option<int>("--one-in") { Description = "Try only one of so many changes", DefaultValueFactory = _ => 1, HelpName = "N" };
var examples = new Option<int>("--examples")
{
    Description = "Recordings named for each rule",
    DefaultValueFactory = _ => 4,
    HelpName = "N",
};
var root = new RootCommand("Removes each frame of each recording in turn, swaps each two neighbours of less than 5 ms apart, and counts "
    + "the findings that accuse a party which the whole recording clears. Exit status 1 when there are any.")
{
    inputs, everyPair, oneIn, examples,
};
root.SetAction(parsed =>
{
    var sweeps = new List<RecordingSweep>();
    foreach (string path in SweptRecordings.Of(parsed.GetValue(inputs)!))
    {
        long start = Stopwatch.GetTimestamp();
        Recording recording = Recording.Read(path);
        Mutation[] mutations = [.. Mutation.Of(recording.Packets, !parsed.GetValue(everyPair))
            .Where((_, i) => i % parsed.GetValue(oneIn) == 0)];
        RecordingSweep sweep = RecordingSweep.Of(recording, mutations);
        SweepReport.Line(Console.Out, sweep, Stopwatch.GetElapsedTime(start));
        sweeps.Add(sweep);
    }

    SweepReport.Summary(Console.Out, sweeps, parsed.GetValue(examples));
    return sweeps.Any(sweep => sweep.Accusing.Count > 0) ? 1 : 0;
});
return root.Parse(args).Invoke();
