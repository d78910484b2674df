using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("WsBridge.Worker")]
