using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("WsBridge.Worker")]
[assembly: InternalsVisibleTo("WsBridge.Host.Tests")]
