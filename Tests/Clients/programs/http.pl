use strict;
use warnings;
use Encode qw(decode_utf8);
use Mojo::UserAgent;
use Mojo::Util qw(url_escape);

my ($path, $user, $name) = map { decode_utf8($_) } @ARGV;
my $agent = Mojo::UserAgent->new;
my $url = "http+unix://" . url_escape($path) . "/";

sub call {
    my ($method, $params) = @_;
    my $request = { jsonrpc => "2.0", id => 1, method => $method, params => $params };
    return $agent->post($url => json => $request)->result->json;
}

my $first = call("GetOrCreateCustomer", { userId => $user, name => $name })->{result}{customer};
my $again = call("GetOrCreateCustomer", { userId => $user })->{result}{customer};
my $error = call("FindUserByCustomer", { customerId => "cus_nobody" })->{error};
binmode STDOUT, ":utf8";
print "$first->{customerId}\n$again->{customerId}\n$first->{name}\n$error->{code} $error->{data}{reason}\n";
