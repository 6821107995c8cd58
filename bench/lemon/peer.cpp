// peer: LEMON's NetworkSimplex over some minimum-cost flow problems in the form of DIMACS.
//
//   peer FILE…
//
// It reads all files, says "ready", and for each line that it then gets solves them all, one after the
// other, and answers with the seconds of the processor and of the clock, the summed cost, and the seconds of
// the processor within run(). All from the graph to what flows and the potentials counts.
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;
using Simplex = lemon::NetworkSimplex<Graph, long long, long long>;

struct Problem {
	Graph graph;
	Graph::ArcMap<long long> lower{graph}, upper{graph}, cost{graph};
	Graph::NodeMap<long long> supply{graph};
};

int main(int argc, char **argv) {
	std::vector<std::unique_ptr<Problem>> all;
	for (int i = 1; i < argc; i++) {
		auto p = std::make_unique<Problem>();
		std::ifstream in(argv[i]);
		if (!in) {
			std::cerr << "cannot read " << argv[i] << "\n";
			return 1;
		}
		lemon::readDimacsMin(in, p->graph, p->lower, p->upper, p->cost, p->supply, 1LL << 60);
		all.push_back(std::move(p));
	}
	std::cout << "ready" << std::endl;
	for (std::string line; std::getline(std::cin, line);) {
		double used = 0, seconds = 0, within = 0;
		long long cost = 0;
		for (auto &p : all) {
			auto clock = std::clock();
			auto began = std::chrono::steady_clock::now();
			Simplex simplex(p->graph);
			simplex.lowerMap(p->lower).upperMap(p->upper).costMap(p->cost).supplyMap(p->supply);
			auto made = std::clock();
			if (simplex.run() != Simplex::OPTIMAL) {
				std::cerr << "no optimum\n";
				return 1;
			}
			within += double(std::clock() - made) / CLOCKS_PER_SEC;
			Graph::ArcMap<long long> flow(p->graph);
			Graph::NodeMap<long long> potential(p->graph);
			simplex.flowMap(flow);
			simplex.potentialMap(potential);
			seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
			used += double(std::clock() - clock) / CLOCKS_PER_SEC;
			cost += simplex.totalCost<long long>();
		}
		std::cout << used << " " << seconds << " " << cost << " " << within << std::endl;
	}
}
